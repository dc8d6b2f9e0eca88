/** Whether the person whose id stands in this column, or under this parameter, is suspended: as text, for SQL that is a constant. */
export const suspended = (staffId: string): string =>
  `exists (select from staff_suspension x where x.staff_id = ${staffId}
    and not exists (select from staff_reinstatement b where b.suspension_id = x.id))`;
