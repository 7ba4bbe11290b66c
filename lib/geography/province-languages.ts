import type { ProvinceCode } from './provinces.ts';

/** The administrative languages of each province, the most used first; Liège includes the German-speaking Community. */
export const provinceLanguages: Readonly<Record<ProvinceCode, readonly ('fr' | 'nl' | 'de')[]>> = {
  'BE-BRU': ['fr', 'nl'],
  'BE-VAN': ['nl'],
  'BE-VBR': ['nl'],
  'BE-WBR': ['fr'],
  'BE-VWV': ['nl'],
  'BE-VOV': ['nl'],
  'BE-WHT': ['fr'],
  'BE-WLG': ['fr', 'de'],
  'BE-VLI': ['nl'],
  'BE-WLX': ['fr'],
  'BE-WNA': ['fr'],
};
