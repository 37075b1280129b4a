import { Text } from '@mantine/core';
import type { Address } from '@/api/types';
import { localPhone } from '@/lib/phone';

/** Where and to whom, as one writes it on a parcel. */
export function AddressText({ address }: { address: Address }) {
  return (
    <address style={{ fontStyle: 'normal' }}>
      <Text fw={600}>
        {address.recipient}{' '}
        <Text span c="dimmed" fw={400} display="inline-block">
          {localPhone(address.phone)}
        </Text>
      </Text>
      <Text size="sm">{address.line}</Text>
      <Text size="sm">{[address.village, address.district, address.regency].join(', ')}</Text>
      <Text size="sm">
        {address.province} {address.postal_code}
      </Text>
    </address>
  );
}
