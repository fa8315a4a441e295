/** What a breakdown calls an event or person without the property, and all values after the first. */
export const notSet = '(not set)';
export const theRest = 'Other';
