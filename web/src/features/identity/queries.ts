import { useMutation, useQuery } from '@tanstack/react-query';
import { call, reloadUser } from '@/api/client';
import { keys } from '@/api/keys';
import { isProblem } from '@/api/problem';
import { sessionBegan, sessionEnded } from '@/api/session';
import type { Login, Register } from '@/api/types';

/** Forms show their own refusals beside the fields. */
const quiet = { quiet: true };

export function useSignIn() {
  return useMutation({
    mutationFn: (login: Login) => call('POST /auth/login', { body: { ...login, session: 'cookie' } }),
    onSuccess: sessionBegan,
    meta: quiet,
  });
}

export function useSignUp() {
  return useMutation({
    mutationFn: (person: Register) => call('POST /auth/register', { body: { ...person, session: 'cookie' } }),
    onSuccess: sessionBegan,
    meta: quiet,
  });
}

export function useSignOut() {
  return useMutation({
    mutationFn: () => call('POST /auth/logout'),
    onSuccess: sessionEnded,
    // A session that is gone already is what was asked for.
    onError: (error) => isProblem(error, 'unauthenticated') && sessionEnded(),
  });
}

/**
 * Uses the link from the e-mail. A query, not a mutation: a link works once, and a query asks once even
 * when the page is drawn twice.
 */
export function useVerifiedEmail(token: string | undefined) {
  return useQuery({
    queryKey: keys.identity.verifyEmail(token),
    queryFn: async () => {
      await call('POST /auth/verify-email', { body: { token: token ?? '' } });
      await reloadUser();
      return true;
    },
    enabled: token !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

export function useResendVerification() {
  return useMutation({ mutationFn: () => call('POST /auth/resend-verification') });
}

export function useForgotPassword() {
  return useMutation({
    mutationFn: (email: string) => call('POST /auth/forgot-password', { body: { email } }),
    meta: quiet,
  });
}

export function useResetPassword() {
  return useMutation({
    mutationFn: (wanted: { token: string; password: string }) =>
      call('POST /auth/reset-password', { body: wanted }),
    meta: quiet,
  });
}

/** Whoever had changed the address is signed out everywhere, and so is this browser. */
export function useRestoreEmail() {
  return useMutation({
    mutationFn: (token: string) => call('POST /auth/restore-email', { body: { token } }),
    onSuccess: sessionEnded,
    meta: quiet,
  });
}
