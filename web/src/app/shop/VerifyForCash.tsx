import { Box } from '@mantine/core';
import { useSession } from '@/api/session';
import { VerifyNotice } from '@/features/identity/profile/VerifyNotice';

/** Cash needs a proven mailbox: the way there is one press away. */
export function VerifyForCash() {
  const { user } = useSession();
  return user ? (
    <Box mt="sm">
      <VerifyNotice user={user} />
    </Box>
  ) : null;
}
