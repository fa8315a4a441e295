/** How many verbatims the panel asks for at first, and after "Read all". */
export const wordsShown = 20;
export const wordsAtMost = 200;
