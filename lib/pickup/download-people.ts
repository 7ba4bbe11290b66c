import { leaveTrace } from '#lib/audit/leave-trace.ts';
import type { Actor } from '#lib/auth/actor.ts';
import { type ExpectedPerson, type ExpectedQuery, findAllExpected } from './day.ts';
import { listAllProblemReports, listAllUnreachable, type ProblemReport, type Unreachable } from './province-queries.ts';

// What names people leaves a trace when it is taken along as a file, as a list does.

/** The day of one point for a counter that may lose its connection; only in the actor's provinces. */
export async function downloadDay(actor: Actor, where: ExpectedQuery): Promise<readonly ExpectedPerson[]> {
  const { people, provinceCode } = await findAllExpected(actor, where);
  await leaveTrace(actor, {
    action: 'booking.download',
    subject: { type: 'pickup-point', id: where.pointId },
    provinceCode,
    details: { day: where.day, entries: people.length },
  });
  return people;
}

/** Whom to write or telephone to, since they have no e-mail address; only in the actor's provinces. */
export async function downloadUnreachable(
  actor: Actor,
  query: Parameters<typeof listAllUnreachable>[1],
): Promise<readonly Unreachable[]> {
  const people = await listAllUnreachable(actor, query);
  const { provinceCode, programmeCode } = query;
  await leaveTrace(actor, {
    action: 'entitlement.download',
    subject: { type: 'province', id: provinceCode },
    provinceCode,
    details: { programme: programmeCode, entries: people.length },
  });
  return people;
}

/** What was missing or damaged, with who says so; only in the actor's provinces. */
export async function downloadProblemReports(
  actor: Actor,
  query: Parameters<typeof listAllProblemReports>[1],
): Promise<readonly ProblemReport[]> {
  const reports = await listAllProblemReports(actor, query);
  const { provinceCode } = query;
  await leaveTrace(actor, {
    action: 'handover.download-reports',
    subject: { type: 'province', id: provinceCode },
    provinceCode,
    details: { count: reports.length },
  });
  return reports;
}
