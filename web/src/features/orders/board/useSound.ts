import { useLocalStorage } from '@mantine/hooks';

/** Whether new orders are heard on this device, wherever on the page it is asked. */
export function useSound() {
  const [on, turn] = useLocalStorage({
    key: 'niaga.order_sound',
    defaultValue: true,
    getInitialValueInEffect: false,
  });
  return { on, turn };
}
