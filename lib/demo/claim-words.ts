import type { SampleLanguage } from './sample-registers.ts';

/** What people and reviewers write in the sample's claims, in the person's language. */
export interface ClaimWords {
  readonly workplaces: readonly [string, ...string[]];
  readonly statements: readonly [string, ...string[]];
  readonly questions: readonly [string, ...string[]];
  readonly answer: string;
  readonly refusals: readonly [string, ...string[]];
  readonly appeal: string;
  readonly withdrawal: string;
}

export const claimWords: Readonly<Record<SampleLanguage, ClaimWords>> = {
  fr: {
    workplaces: ['Cabinet privé', 'Maison médicale', 'Cabinet de groupe', 'À domicile, chez les patients'],
    statements: [
      'Mon nom ne figure pas dans la liste, alors que je travaille en ambulatoire depuis plusieurs années.',
      'J’ai continué à recevoir et à visiter mes patients en mars, en avril et en mai.',
      'J’ai changé de statut en début d’année ; il se peut que mes données ne soient pas à jour.',
      'Mes collègues du même cabinet sont repris dans la liste, mais pas moi.',
    ],
    questions: [
      'Pouvez-vous nous envoyer une preuve de votre activité ambulatoire entre le 1er mars et le 31 mai 2020 ?',
      'Pouvez-vous nous envoyer une copie de votre agrément ou de votre visa ?',
    ],
    answer: 'Oui, vous trouverez l’attestation en annexe de mon message du même jour.',
    refusals: [
      'D’après les données d’activité, moins de la moitié de votre activité entre le 1er mars et le 31 mai 2020 était ambulatoire.',
      'Le numéro et l’identité que vous avez indiqués ne correspondent pas.',
    ],
    appeal: 'Les données d’activité ne tiennent pas compte de mes visites à domicile. Je demande un nouvel examen.',
    withdrawal: 'Je suis repris dans la liste depuis le 12 juin.',
  },
  nl: {
    workplaces: ['Privépraktijk', 'Wijkgezondheidscentrum', 'Groepspraktijk', 'Bij de patiënten thuis'],
    statements: [
      'Mijn naam staat niet in de lijst, terwijl ik al jaren ambulant werk.',
      'Ik ben in maart, april en mei patiënten blijven ontvangen en bezoeken.',
      'Mijn statuut is begin dit jaar veranderd; misschien zijn mijn gegevens niet bijgewerkt.',
      'Mijn collega’s van dezelfde praktijk staan in de lijst, maar ik niet.',
    ],
    questions: [
      'Kunt u ons een bewijs bezorgen van uw ambulante activiteit tussen 1 maart en 31 mei 2020?',
      'Kunt u ons een kopie bezorgen van uw erkenning of van uw visum?',
    ],
    answer: 'Ja, u vindt het attest als bijlage bij mijn bericht van dezelfde dag.',
    refusals: [
      'Volgens de activiteitsgegevens was minder dan de helft van uw activiteit tussen 1 maart en 31 mei 2020 ambulant.',
      'Het nummer en de identiteit die u hebt opgegeven, stemmen niet overeen.',
    ],
    appeal: 'De activiteitsgegevens houden geen rekening met mijn huisbezoeken. Ik vraag een nieuw onderzoek.',
    withdrawal: 'Ik sta sinds 12 juni in de lijst.',
  },
  de: {
    workplaces: ['Eigene Praxis', 'Medizinisches Haus', 'Gemeinschaftspraxis', 'Bei den Patienten zu Hause'],
    statements: [
      'Mein Name steht nicht in der Liste, obwohl ich seit Jahren ambulant tätig bin.',
      'Ich habe im März, April und Mai weiterhin Patienten empfangen und besucht.',
    ],
    questions: [
      'Können Sie uns einen Nachweis Ihrer ambulanten Tätigkeit zwischen dem 1. März und dem 31. Mai 2020 schicken?',
    ],
    answer: 'Ja, Sie finden die Bescheinigung als Anlage zu meiner Nachricht vom selben Tag.',
    refusals: [
      'Nach den Tätigkeitsdaten war weniger als die Hälfte Ihrer Tätigkeit zwischen dem 1. März und dem 31. Mai 2020 ambulant.',
    ],
    appeal: 'Die Tätigkeitsdaten berücksichtigen meine Hausbesuche nicht. Ich bitte um eine neue Prüfung.',
    withdrawal: 'Ich stehe seit dem 12. Juni in der Liste.',
  },
};
