import { Text } from '@mantine/core';
import type { Address } from '@/api/types';
import { localPhone } from '@/lib/phone';

/** Where and to whom, as one writes it on a parcel; of a buyer who was erased only the regency is left. */
export function AddressText({ address }: { address: Address }) {
  const { recipient, phone, line } = address;
  return (
    <address style={{ fontStyle: 'normal' }}>
      {recipient && (
        <Text fw={600}>
          {recipient}{' '}
          <Text span c="dimmed" fw={400} display="inline-block">
            {localPhone(phone)}
          </Text>
        </Text>
      )}
      {line && <Text size="sm">{line}</Text>}
      <Text size="sm">{[address.village, address.district, address.regency].filter(Boolean).join(', ')}</Text>
      <Text size="sm">
        {address.province} {address.postal_code}
      </Text>
    </address>
  );
}
