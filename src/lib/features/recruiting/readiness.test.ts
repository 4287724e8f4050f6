import type { Qualification } from '#lib/features/volunteers/qualification.ts';
import type { QualificationKind } from '#lib/features/volunteers/volunteer.ts';
import { describe, expect, it } from 'vitest';
import { inOrder, presets } from './activity.ts';
import { missingFor, missingSteps, readiness, requirementsOf, worstLight } from './readiness.ts';
import { nextStage, optionalOf, stagesWith } from './stage.ts';

const today = '2026-11-24';
const held = (kind: QualificationKind, expiresOn: string | null = null): Qualification => ({
  ...{ kind, grantedOn: '2026-01-10', expiresOn },
});
const reading = presets.find(({ kind }) => kind === 'reading')!;

describe('who may begin', () => {
  const all = reading.requirements
    .filter((kind) => kind !== 'measles_confirmation')
    .map((kind) => held(kind));

  it('Hanne, born in 1955, needs no measles confirmation', () => {
    expect(readiness(reading, { qualifications: all, birthYear: 1955 }, today)).toEqual({
      ...{ isReady: true, missing: [], expiring: [] },
    });
  });

  it('who is younger, or has not told, is asked for it', () => {
    for (const birthYear of [1971, 1990, null]) {
      expect(missingFor(reading, { qualifications: all, birthYear }, today)).toEqual([
        'measles_confirmation',
      ]);
    }
  });

  it('on its last day a certificate still counts, and its light is yellow', () => {
    const facts = (expiresOn: string) => ({
      qualifications: [
        ...all.filter(({ kind }) => kind !== 'record_inspection'),
        held('record_inspection', expiresOn),
      ],
      birthYear: 1955,
    });
    expect(readiness(reading, facts(today), today)).toMatchObject({
      ...{ isReady: true, expiring: [{ kind: 'record_inspection', expiresOn: today }] },
    });
    expect(readiness(reading, facts('2026-11-23'), today)).toMatchObject({
      ...{ isReady: false, missing: ['record_inspection'] },
    });
  });

  it('what is granted only later does not count yet', () => {
    const facts = { qualifications: [{ ...held('intake_talk'), grantedOn: '2026-11-25' }], birthYear: 1955 };
    expect(missingFor({ requirements: ['intake_talk'] }, facts, today)).toEqual(['intake_talk']);
  });

  it('who pauses or has left is not ready, whatever they hold', () => {
    for (const stage of ['paused', 'left'] as const) {
      expect(readiness(reading, { qualifications: all, birthYear: 1955, stage }, today).isReady).toBe(false);
    }
  });

  it('the worst light decides', () => {
    const light = (...qualifications: Qualification[]) =>
      worstLight(
        requirementsOf(
          { requirements: ['first_aid', 'intake_talk'] },
          { qualifications, birthYear: 1955 },
          today,
        ),
      );
    expect(light(held('first_aid'), held('intake_talk'))).toBe('green');
    expect(light(held('first_aid', '2027-01-01'), held('intake_talk'))).toBe('yellow');
    expect(light(held('first_aid', '2027-01-01'))).toBe('red');
  });

  it('a step that two applications wait for is one step', () => {
    const requirements = requirementsOf(reading, { qualifications: [], birthYear: 1955 }, today);
    const application = { stage: 'checks' as const, requirements };
    expect(missingSteps([application, application])).toBe(6);
    expect(missingSteps([{ ...application, stage: 'ready' }])).toBeNull();
  });
});

describe('activities', () => {
  it('always ask for the agreement and for secrecy, in one order', () => {
    expect(inOrder(['first_aid', 'intake_talk'])).toEqual([
      ...['intake_talk', 'volunteer_agreement', 'secrecy_declaration', 'first_aid'],
    ]);
  });

  it('go through their stages in their own order', () => {
    const stages = stagesWith(['checks', 'talk']);
    expect(nextStage(stages, 'interested')).toBe('checks');
    expect(nextStage(stages, 'talk')).toBe('ready');
    expect(nextStage(stages, 'ready')).toBeNull();
    expect(nextStage(stages, 'paused')).toBeNull();
    expect(optionalOf(stages)).toEqual(['checks', 'talk']);
  });
});
