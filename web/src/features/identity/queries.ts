import { useMutation } from '@tanstack/react-query';
import { call } from '@/api/client';
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

export function useVerifyEmail() {
  return useMutation({
    mutationFn: (token: string) => call('POST /auth/verify-email', { body: { token } }),
    meta: quiet,
  });
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
