import { useRouter } from '@tanstack/react-router';

/** After signing in: back to where the person was going, without the sign-in page in the history. */
export function useLeaveSignIn(next: string | undefined): () => void {
  const router = useRouter();
  return () => router.history.replace(next ?? '/');
}
