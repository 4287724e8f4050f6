import { resumeImports, sweepImports, workOn } from '#lib/features/imports/work.service.server.ts';
import { deleteOverdueLists } from '#lib/features/history-weeks/wrap-up.service.server.ts';
import { sendNotice } from '#lib/features/messaging/delivery.service.server.ts';
import { callIfUnread } from '#lib/features/messaging/service.server.ts';
import { tellMovedUp } from '#lib/features/scheduling/moved-up.service.server.ts';
import { callForSubstitute } from '#lib/features/substitutes/calls.service.server.ts';
import { endSilentRuns } from '#lib/features/rosters/runs.service.server.ts';
import { mendRoster, proposeWeek } from '#lib/features/rosters/search.service.server.ts';
import { extendSeries } from '#lib/features/series/horizon.service.server.ts';
import { tellMentorChanges } from '#lib/features/reading/mentor-changes.service.server.ts';
import { remindOfRollover } from '#lib/features/reading/rollover-reminder.service.server.ts';
import { forgetChildren } from '#lib/features/reading/children.service.server.ts';
import { sendRequestMail } from '#lib/features/requests/telling.service.server.ts';
import { openFollowUps } from '#lib/features/tandems/followups.service.server.ts';
import { lookAfterReadiness } from '#lib/features/recruiting/expiry.service.server.ts';
import { lookAfterVisits } from '#lib/features/tandems/unattended.service.server.ts';
import type { Clock } from '#lib/time/clock.ts';
import type { TaskList } from 'graphile-worker';
import type { Logger } from 'pino';
import type { Database } from '../db/client.server.ts';
import type { Mailer } from '../mail/mailer.server.ts';
import { sweep } from './sweep.repository.server.ts';
import type { Jobs } from './queue.server.ts';

/** What background jobs work with. */
export type WorkerParts = {
  database: Database;
  mailer: Mailer;
  log: Logger;
  clock: Clock;
  /** Where links in messages lead. */
  origin: string;
  /** Seals the links by which requests are followed. */
  secret: string;
};

/** Every kind of background job and the verb that does it. Nobody is signed in: the actor is null. */
export function tasks({ database, mailer, log, clock, origin, secret }: WorkerParts): TaskList {
  const context = () => ({ actor: null, db: database.db, now: clock.now() });
  return {
    send_mail: (payload) => mailer.send(payload as Jobs['send_mail']),
    send_notice: (payload) => sendNotice(context(), payload as Jobs['send_notice'], { mailer, origin }),
    send_request_mail: (payload) =>
      sendRequestMail(context(), payload as Jobs['send_request_mail'], { mailer, origin, secret }),
    call_if_unread: (payload) => callIfUnread(context(), payload as Jobs['call_if_unread']),
    run_import: (payload) => workOn(context(), payload as Jobs['run_import']),
    resume_imports: () => resumeImports(context()),
    sweep_imports: async () => log.info({ rows: await sweepImports(context()) }, 'swept imports'),
    tell_moved_up: (payload) => tellMovedUp(context(), payload as Jobs['tell_moved_up']),
    call_for_substitute: (payload) => callForSubstitute(context(), payload as Jobs['call_for_substitute']),
    look_after_visits: (payload) => lookAfterVisits(context(), payload as Jobs['look_after_visits']),
    propose_week: (payload) => proposeWeek(context(), payload as Jobs['propose_week']),
    mend_roster: (payload) => mendRoster(context(), payload as Jobs['mend_roster']),
    end_silent_rosters: async () => log.debug(await endSilentRuns(context()), 'looked after rosters'),
    extend_series: async () => log.info(await extendSeries(context()), 'made dates of series further'),
    tell_mentor_changes: (payload) => tellMentorChanges(context(), payload as Jobs['tell_mentor_changes']),
    remind_of_rollover: async () =>
      log.info(await remindOfRollover(context()), 'reminded of the new school year'),
    forget_children: async () =>
      log.info({ children: await forgetChildren(context()) }, 'forgot children who read no more'),
    delete_week_lists: async () => log.info(await deleteOverdueLists(context()), 'deleted participant lists'),
    follow_up_tandems: async () => log.info(await openFollowUps(context()), 'looked after tandems'),
    look_after_readiness: async () =>
      log.info(await lookAfterReadiness(context()), 'looked after who is ready'),
    sweep: async () => log.info(await sweep(database.db), 'swept expired rows'),
  };
}

/** When jobs start by themselves, in the server's zone. */
export const timetable = [
  // Every night at 3: what has expired is deleted.
  '0 3 * * * sweep',
  '10 3 * * * sweep_imports',
  // Every minute: an import whose worker has died goes on.
  '* * * * * resume_imports',
  // Every minute: a roster whose worker has died says so.
  '* * * * * end_silent_rosters',
  // Ten past 3: what is known of children who left long ago is deleted.
  '10 3 * * * forget_children',
  // Half past 3: open series reach as far ahead as the day before.
  '30 3 * * * extend_series',
  // In May and June, at six, so that the mail comes in the morning: who reads on in the new school year? Told once.
  '0 6 * 5,6 * remind_of_rollover',
  // Twenty to four: whose check ended yesterday is not ready any more.
  '40 3 * * * look_after_readiness',
  // A quarter to four: the calls that tandems need.
  '45 3 * * * follow_up_tandems',
  // And then the participants of history weeks that are three months past.
  '20 3 * * * delete_week_lists',
];
