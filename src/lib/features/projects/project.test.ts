import { expect, test } from 'vitest';
import { canBePublished, projectState, publicationChecklist } from './project.ts';

const at = new Date('2026-11-23T08:00Z');
const complete = {
  summary: 'Vorlesen in der Grundschule.',
  description: 'Einmal in der Woche.',
  insuredThrough: 'Über die Stadt.',
  contactId: 'murat',
  isStanding: false,
  upcomingDates: 1,
};

test('a project is a draft, then published, then closed', () => {
  expect(projectState({ publishedAt: null, closedAt: null })).toBe('draft');
  expect(projectState({ publishedAt: at, closedAt: null })).toBe('published');
  expect(projectState({ publishedAt: at, closedAt: at })).toBe('closed');
});

test('what nobody could answer questions about is not published', () => {
  expect(canBePublished(publicationChecklist({ ...complete, contactId: null }))).toBe(false);
  expect(canBePublished(publicationChecklist({ ...complete, summary: '' }))).toBe(false);
});

test('a standing activity needs no dates, a missing description is only a hint', () => {
  const checklist = publicationChecklist({
    ...complete,
    isStanding: true,
    upcomingDates: 0,
    description: '',
  });
  expect(checklist.filter((item) => !item.isDone).map((item) => item.code)).toEqual(['description']);
  expect(canBePublished(checklist)).toBe(true);
});
