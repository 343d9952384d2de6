/** A centre of two rooms; line numbers of its parts matter to the tests of faults. */
export const SMALL = `format: centre/1
centre:
  slug: small
  name: 小中心
  timeZone: Asia/Shanghai
  areaM2: 30
  hours:
    weekly:
      1: &day [{ start: '08:00', end: '20:00' }]
      2: *day
zones:
  - code: R1
    name: 一室
    areaM2: 10
    seats: 8
    mode: exclusive
  - code: R2
    name: 二室
    areaM2: 20
    seats: 12
    mode: shared
    hours:
      weekly: { 1: *day }
services:
  - title: 茶话会
    zone: R1
    start: 2026-09-07T09:00
    end: 2026-09-07T10:00
    recurrence: { rrule: FREQ=WEEKLY }
`;
