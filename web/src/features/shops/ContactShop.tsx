import { Button, Group } from '@mantine/core';
import { IconBrandWhatsapp, IconPhone } from '@tabler/icons-react';
import type { Shop } from '@/api/types';
import { useShopTexts } from '@/features/shops/i18n';
import { whatsApp } from '@/lib/phone';

interface ContactShopProps {
  shop: Pick<Shop, 'name' | 'phone'>;
  /** What one asks about: begins the message. */
  about: string;
}

/** The ways to ask a shop; nothing where it has said no number. */
export function ContactShop({ shop: { name, phone }, about }: ContactShopProps) {
  const t = useShopTexts();
  if (!phone) return null;
  const chat = whatsApp(phone, t('askAbout', { shop: name, about }));
  return (
    <Group gap="xs">
      {chat && (
        <Button
          component="a"
          href={chat}
          target="_blank"
          rel="noopener noreferrer"
          variant="default"
          size="sm"
          leftSection={<IconBrandWhatsapp size={18} stroke={1.75} aria-hidden />}
          aria-label={t('chatWith', { shop: name })}
        >
          WhatsApp
        </Button>
      )}
      <Button
        component="a"
        href={`tel:${phone.replace(/[^+\d]/g, '')}`}
        variant="default"
        size="sm"
        leftSection={<IconPhone size={18} stroke={1.75} aria-hidden />}
        aria-label={t('callShop', { shop: name })}
      >
        {t('call')}
      </Button>
    </Group>
  );
}
