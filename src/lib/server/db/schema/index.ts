export * from './accounts.ts';
export * from './organisations.ts';
export * from './projects.ts';
export * from './scheduling.ts';
export * from './volunteers.ts';
