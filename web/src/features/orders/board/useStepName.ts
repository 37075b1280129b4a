import type { BoardOrder, PartStatus } from '@/api/sellerTypes';
import { useBoardTexts } from '@/features/orders/board/i18n';

/** What the button for a step says; handing over is named by how the order reaches its buyer. */
export function useStepName(): (order: BoardOrder, step: PartStatus) => string {
  const t = useBoardTexts();
  return (order, step) => {
    const key = step === 'delivered' ? `step_delivered_${order.delivery_option}` : `step_${step}`;
    return useBoardTexts.has(key) ? t(key) : step;
  };
}
