import { useTranslations } from 'next-intl';
import { useCalendarFormat } from '#components/ui/calendar-format.ts';
import { type Definition, DefinitionList } from '#components/ui/definition-list.tsx';
import { isProvinceCode } from '#lib/geography/provinces.ts';
import type { ContradictionSide } from '#lib/registers/contradictions/queries.ts';
import { isProfessionCode } from '#lib/rules/professions.ts';
import { domicileOf, letterOf, nameOf, numberOf, useRegisterName } from './contradiction-words.ts';

/** What each side says, side by side. */
export function ContradictionSides({ sides }: { sides: readonly ContradictionSide[] }) {
  const t = useTranslations('contradictions');
  const definitions = useDefinitions();
  return (
    <section aria-labelledby="sides" className="space-y-4">
      <h2 id="sides" className="text-xl">
        {t('sides')}
      </h2>
      <div className="grid gap-6 md:grid-cols-2">
        {sides.map((side, index) => {
          const items = definitions(side);
          return (
            <section
              key={side.key}
              aria-labelledby={`side-${index}`}
              className="min-w-0 space-y-3 rounded border-2 border-edge p-4"
            >
              <h3 id={`side-${index}`} className="text-lg">
                {t('side', { letter: letterOf(index) })}
              </h3>
              <p>
                <Source side={side} />
              </p>
              {items.length === 0 ? <p className="text-soft">{t('nothing')}</p> : <DefinitionList items={items} />}
            </section>
          );
        })}
      </div>
      {sides.some(({ tag }) => tag !== null) && <p className="measure text-sm text-soft">{t('personHint')}</p>}
    </section>
  );
}

function Source({ side: { register, fileId, fileName, line } }: { side: ContradictionSide }) {
  const t = useTranslations('contradictions');
  const registerName = useRegisterName();
  if (register === null) return <strong>{t('ownFile')}</strong>;
  return (
    <>
      <strong>{registerName(register)}</strong>
      {fileId !== null && line !== null && (
        <span className="block break-words text-sm text-soft">
          {t('line', { file: fileName ?? t('withdrawnFile'), line })}
        </span>
      )}
    </>
  );
}

function useDefinitions(): (side: ContradictionSide) => Definition[] {
  const t = useTranslations('contradictions');
  const professions = useTranslations('professions');
  const provinces = useTranslations('provinces');
  const month = useMonth();
  return ({ says, tag }) => {
    const { profession, provinceCode, months, firstMonth, lastMonth, employers } = says;
    const items: [key: string, value: string | number | null | undefined][] = [
      ['name', nameOf(says)],
      ['birthYear', says.birthYear],
      ['number', numberOf(says)],
      ['profession', isProfessionCode(profession) ? professions(`${profession}.name`) : profession],
      ['domicile', [says.street, domicileOf(says)].filter(Boolean).join(', ')],
      ['province', isProvinceCode(provinceCode) ? provinces(provinceCode) : provinceCode],
      [
        'activity',
        months && firstMonth && lastMonth
          ? t('months', { months, first: month(firstMonth), last: month(lastMonth) })
          : undefined,
      ],
      ['employers', employers],
      ['person', tag],
    ];
    return items.flatMap(([key, value]) => (value ? [{ key, term: t(`says.${key}`), value: String(value) }] : []));
  };
}

function useMonth(): (month: string) => string {
  const format = useCalendarFormat();
  return (month) => format(new Date(`${month}-15T12:00:00Z`), { month: 'long', year: 'numeric', timeZone: 'UTC' });
}
