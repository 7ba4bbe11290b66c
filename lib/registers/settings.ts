/** Where care is given, as employment data says it; whether it is outside hospitals and institutions is what linking counts. */
export const settings = [
  { code: 'home', ambulatory: true },
  { code: 'practice', ambulatory: true },
  { code: 'health-centre', ambulatory: true },
  { code: 'grouping', ambulatory: true },
  { code: 'hospital', ambulatory: false },
  { code: 'residential', ambulatory: false },
  { code: 'school', ambulatory: false },
  { code: 'other', ambulatory: false },
] as const;

export type SettingCode = (typeof settings)[number]['code'];

/** Codes of the settings whose working time counts as ambulatory. */
export const ambulatorySettings: readonly SettingCode[] = settings
  .filter(({ ambulatory }) => ambulatory)
  .map(({ code }) => code);
