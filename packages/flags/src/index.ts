/** Decides which value of a flag a person gets: a pure function of the definition and the person. */
export const formatVersion = 1;
