/** What is said of a boundary file that is refused. */
export const vi = {
  boundaries_unreadable: (facts: Readonly<Record<string, unknown>>) =>
    `Tệp ranh giới không đọc được${facts['feature'] ? ` ở đối tượng thứ ${String(facts['feature'])}` : ''}: cần TopoJSON hoặc GeoJSON gồm các Polygon, MultiPolygon; thấy “${String(facts['found'])}”.`,
  boundaries_not_degrees: (facts: Readonly<Record<string, unknown>>) =>
    `Toạ độ không phải kinh độ, vĩ độ (WGS 84): thấy ${String(facts['found'])} ở đối tượng thứ ${String(facts['feature'])}. Tệp VN-2000 phải được chuyển sang WGS 84 trước.`,
  boundaries_unknown: (facts: Readonly<Record<string, unknown>>) =>
    `Không đối tượng nào trong ${String(facts['features'])} đối tượng là xã của tỉnh này; đối tượng đầu: “${String(facts['first'])}”.`,
};

export const en: typeof vi = {
  boundaries_unreadable: (facts) =>
    `The boundary file cannot be read${facts['feature'] ? ` at feature ${String(facts['feature'])}` : ''}: TopoJSON or GeoJSON of Polygons and MultiPolygons is expected; found “${String(facts['found'])}”.`,
  boundaries_not_degrees: (facts) =>
    `The coordinates are not degrees (WGS 84): found ${String(facts['found'])} at feature ${String(facts['feature'])}. Convert a VN-2000 file to WGS 84 first.`,
  boundaries_unknown: (facts) =>
    `None of the ${String(facts['features'])} features is a commune of this province; the first: “${String(facts['first'])}”.`,
};
