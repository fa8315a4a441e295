/** Tests, intervals and power for what people did: pure functions of sufficient statistics. */
export const formatVersion = 1;
