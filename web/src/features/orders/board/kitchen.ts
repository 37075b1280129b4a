import { createContext, useContext } from 'react';
import type { BoardOrder, PartStatus } from '@/api/sellerTypes';
import { nextStep } from '@/features/orders/board/columns';

/** Whether the shop cooks: a plate is not packed and then ready, it is ready. */
export const Kitchen = createContext(false);

export function useNextStep(): (order: BoardOrder) => PartStatus | undefined {
  const kitchen = useContext(Kitchen);
  return (order) => nextStep(order, kitchen);
}
