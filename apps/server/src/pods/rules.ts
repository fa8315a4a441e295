/** Who sits where and signs for whom: pure decisions. */
import { seatRoles, sideOfRole, type Pod, type Role, type Side } from '@tandem/contract';
import { refusal } from '../platform/moves.ts';

/**
 * The side is derived, never chosen at signing: that of the role, for an analyst the one written on
 * the seat. Null: this member signs for nobody.
 */
export const sideOfSeat = (role: Role, written: Side | null): Side | null =>
  role === 'analyst' ? written : sideOfRole[role];

export const missingSeats = (held: readonly Role[]): Pod['missing'] =>
  seatRoles.filter((role) => !held.includes(role));

/** A seat is for the five roles of a pod; only an analyst's carries a side. */
export function checkSeat(role: Role, side: Side | undefined): void {
  if (!seatRoles.some((one) => one === role)) {
    throw refusal(
      'pod.seat_role',
      `A pod has seats for ${seatRoles.join(', ')}; this member is ${role}.`,
      'Change the role under Settings, Members, or seat somebody else.',
    );
  }
  if (side === undefined || role === 'analyst') return;
  throw refusal(
    'pod.seat_side',
    `A ${role} signs for the side of that role; only an analyst's seat says a side.`,
    'Leave the side out.',
  );
}
