import { publicProcedure, router, signedInProcedure } from '#lib/trpc/init.server.ts';
import { type Actor, rolesOf } from './actor.ts';
import {
  registerSchema,
  requestCodeSchema,
  resetPasswordSchema,
  setLocaleSchema,
  setPasswordSchema,
  signInSchema,
  signInWithCodeSchema,
  updateAccountSchema,
} from './schema.ts';
import * as service from './service.server.ts';

const present = (actor: Actor) => ({ id: actor.id, name: actor.name, roles: rolesOf(actor) });

export const authRouter = router({
  me: publicProcedure.query(({ ctx }) => ({ actor: ctx.actor && present(ctx.actor) })),

  register: publicProcedure.input(registerSchema).mutation(({ ctx, input }) => service.register(ctx, input)),

  signIn: publicProcedure.input(signInSchema).mutation(async ({ ctx, input }) => {
    await service.signIn(ctx, input);
    return { actor: await service.actorAfterSignIn(ctx, present) };
  }),

  requestCode: publicProcedure
    .input(requestCodeSchema)
    .mutation(({ ctx, input }) => service.requestCode(ctx, input.email)),

  signInWithCode: publicProcedure.input(signInWithCodeSchema).mutation(async ({ ctx, input }) => {
    await service.signInWithCode(ctx, input);
    return { actor: await service.actorAfterSignIn(ctx, present) };
  }),

  resetPassword: publicProcedure.input(resetPasswordSchema).mutation(async ({ ctx, input }) => {
    await service.resetPassword(ctx, input);
    return { actor: await service.actorAfterSignIn(ctx, present) };
  }),

  signOut: publicProcedure.mutation(({ ctx }) => ctx.sessions.end()),

  signOutEverywhere: signedInProcedure.mutation(({ ctx }) => ctx.sessions.endAll(ctx.actor.id)),

  account: signedInProcedure.query(({ ctx }) => service.getAccount(ctx)),

  updateAccount: signedInProcedure
    .input(updateAccountSchema)
    .mutation(({ ctx, input }) => service.updateAccount(ctx, input)),

  setLocale: signedInProcedure
    .input(setLocaleSchema)
    .mutation(({ ctx, input }) => service.setLocale(ctx, input.locale)),

  setPassword: signedInProcedure
    .input(setPasswordSchema)
    .mutation(({ ctx, input }) => service.setPassword(ctx, input)),
});
