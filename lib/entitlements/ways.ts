import { type StoredChannel, storedChannel } from '#lib/programmes/channel.ts';
import { channelFor, type WithChannels } from '#lib/rules/channels.ts';
import { isProfessionCode } from '#lib/rules/professions.ts';

/** How those of one profession receive what they are entitled to. */
export type Ways = {
  /** Of whoever works in a grouping. */
  readonly ofMembers: StoredChannel;
  readonly ofOthers: StoredChannel;
};

/**
 * The rules choose the way by the profession, which is one on a list, and by whether somebody works in a grouping: two
 * cases, which the rules are asked for here and the database applies to everyone.
 */
export function waysOf(professionCode: string, ruleSet: WithChannels): Ways {
  const profession = isProfessionCode(professionCode) ? professionCode : null;
  const way = (groupingMember: boolean) => storedChannel(channelFor({ profession, groupingMember }, ruleSet));
  return { ofMembers: way(true), ofOthers: way(false) };
}

/** Of each member the organisation they joined first, as of the day that is asked about. */
const organisation = (kind: string, people: string) => `
  SELECT DISTINCT ON (m.provider_id) m.provider_id, m.organisation_id
    FROM membership m JOIN organisation o ON o.id = m.organisation_id AND o.kind = '${kind}'
    JOIN (${people}) p ON p.provider_id = m.provider_id
   WHERE m.valid_from <= p.as_of AND (m.valid_until IS NULL OR m.valid_until > p.as_of)
   ORDER BY m.provider_id, m.valid_from, m.id`;

/**
 * SQL of these people with the way and the organisation of each, and whether that way reaches them: an association
 * serves its members only. `people` gives `provider_id`, the day `as_of` and the ways `of_members` and `of_others`.
 */
export const routed = (people: string) => `
  SELECT p.*, way.channel,
         CASE way.channel WHEN 'GROUPING' THEN grouping_of.organisation_id
                          WHEN 'ASSOCIATION' THEN association_of.organisation_id END AS organisation_id,
         way.channel <> 'ASSOCIATION' OR association_of.organisation_id IS NOT NULL AS reached
    FROM (${people}) p
    LEFT JOIN (${organisation('GROUPING', people)}) grouping_of ON grouping_of.provider_id = p.provider_id
    LEFT JOIN (${organisation('ASSOCIATION', people)}) association_of ON association_of.provider_id = p.provider_id
   CROSS JOIN LATERAL (
     SELECT (CASE WHEN grouping_of.organisation_id IS NULL THEN p.of_others ELSE p.of_members END)::"Channel" AS channel
   ) way`;
