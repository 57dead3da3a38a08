/** 党的建设五个方面: a meeting or a text carries up to three of them. */
export const fiveBuildings = ['political', 'ideological', 'organisational', 'conduct', 'discipline'] as const;
export type FiveBuilding = (typeof fiveBuildings)[number];
export const MOST_BUILDINGS = 3;

export const fiveBuildingNames: Readonly<Record<FiveBuilding, { readonly zh: string; readonly en: string }>> = {
  political: { zh: '政治建设', en: 'Political' },
  ideological: { zh: '思想建设', en: 'Ideological' },
  organisational: { zh: '组织建设', en: 'Organisational' },
  conduct: { zh: '作风建设', en: 'Conduct' },
  discipline: { zh: '纪律建设', en: 'Discipline' },
};
