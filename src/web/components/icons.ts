/** Paths of our icons on a 24 × 24 grid, drawn with a round stroke of the text's colour. */
export const ICONS = {
  today: 'M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18M12 7v5l3.5 2',
  week: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4M9.3 10v10M14.7 10v10',
  plan: 'M4 4h16v16H4zM4 12h9M13 4v16M13 15h7',
  board: 'M4 6h16M4 12h16M4 18h16M7 4v4M15 10v4M10 16v4',
  add: 'M12 5v14M5 12h14',
  desk: 'M3 20h18M5 20v-7h14v7M12 10a3 3 0 1 0 0-6a3 3 0 0 0 0 6',
  inbox: 'M4 13l3-8h10l3 8v6H4zM4 13h5l1 3h4l1-3h5',
  list: 'M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7a3.5 3.5 0 0 0 0 7M2.5 20a6.5 6.5 0 0 1 13 0M16 4.5a3.5 3.5 0 0 1 0 6.5M18 14.5a6.5 6.5 0 0 1 3.5 5.5',
  person: 'M12 11a4 4 0 1 0 0-8a4 4 0 0 0 0 8M4.5 21a7.5 7.5 0 0 1 15 0',
  settings: 'M4 7h9M17 7h3M15 5v4M4 17h3M11 17h9M9 15v4M4 12h12M20 12h0',
  sun: 'M12 8a4 4 0 1 0 0 8a4 4 0 0 0 0-8M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6L19 19M19 5l-1.4 1.4M6.4 17.6L5 19',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5',
  auto: 'M12 3a9 9 0 1 0 0 18zM12 3a9 9 0 0 1 0 18M12 8h7.5M12 12h9M12 16h7.5',
  language: 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M3 12h18M12 3c5 5 5 13 0 18c-5-5-5-13 0-18',
  large: 'M3 19L9 5l6 14M5 14.5h8M17 19v-8M14 11h7',
  menu: 'M4 7h16M4 12h16M4 17h16',
  close: 'M6 6l12 12M18 6L6 18',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  warn: 'M12 4L2.8 20h18.4zM12 10v4.5M12 17.4v.1',
  info: 'M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18M12 11v5.5M12 7.6v.1',
  help: 'M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18M9.3 9.4a2.8 2.8 0 1 1 4.2 2.4c-1 .6-1.5 1.1-1.5 2.2M12 17v.1',
  bell: 'M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15zM10 20.5h4',
  copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
  search: 'M11 4a7 7 0 1 0 0 14a7 7 0 0 0 0-14M16 16l4.5 4.5',
  left: 'M15 5l-7 7l7 7',
  right: 'M9 5l7 7l-7 7',
  down: 'M5 9l7 7l7-7',
  print: 'M7 9V4h10v5M7 17H4v-8h16v8h-3M7 14h10v6H7z',
  door: 'M6 21V3h12v18M3 21h18M14 12v.1',
  offline:
    'M4 4l16 16M8.5 15.5a5 5 0 0 1 5.6-1M5 12a10 10 0 0 1 4.2-2.5M13 9a10 10 0 0 1 6 3M2 8.5A15 15 0 0 1 5.6 6M10 5a15 15 0 0 1 12 3.5M12 19v.1',
  out: 'M14 4H5v16h9M10 12h11M17.5 8l3.5 4l-3.5 4',
} as const satisfies Record<string, string>;

export type IconName = keyof typeof ICONS;
