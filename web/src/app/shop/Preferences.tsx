import { SegmentedControl, Stack, Text, useMantineColorScheme } from '@mantine/core';
import { useAppTexts } from '@/app/i18n';
import { setLanguage, useLanguage } from '@/lib/texts';

/** Language and colours, the same wherever they are offered. */
export function Preferences() {
  const t = useAppTexts();
  const language = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Stack gap="sm" p="xs">
      <div>
        <Text size="xs" c="dimmed" mb={4}>
          {t('language')}
        </Text>
        <SegmentedControl
          fullWidth
          size="sm"
          aria-label={t('language')}
          value={language}
          onChange={(value) => setLanguage(value === 'en' ? 'en' : 'id')}
          data={[
            { value: 'id', label: 'Indonesia' },
            { value: 'en', label: 'English' },
          ]}
        />
      </div>
      <div>
        <Text size="xs" c="dimmed" mb={4}>
          {t('colours')}
        </Text>
        <SegmentedControl
          fullWidth
          size="sm"
          aria-label={t('colours')}
          value={colorScheme}
          onChange={(value) => setColorScheme(value as 'light' | 'dark' | 'auto')}
          data={[
            { value: 'light', label: t('light') },
            { value: 'dark', label: t('dark') },
            { value: 'auto', label: t('auto') },
          ]}
        />
      </div>
    </Stack>
  );
}
