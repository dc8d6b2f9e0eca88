/** Texts of the refusals of the evidence's routes. */
export const evidenceVi = {
  no_checkpoint_yet: 'Chưa có điểm chốt nào được ký. Hãy chạy máy chủ ít giây rồi thử lại.',
  not_in_record_yet:
    'Bàn giao này chưa vào điểm chốt nào, hoặc dữ liệu không còn khớp sổ chứng. Hãy thử lại sau ít giây.',
};

export const evidenceEn: typeof evidenceVi = {
  no_checkpoint_yet: 'No checkpoint has been signed yet. Let the server run for some seconds and try again.',
  not_in_record_yet:
    'This handover is under no signed checkpoint yet, or its rows no longer match. Try again in some seconds.',
};
