export const sdkKeysKey = (environmentKey: string) => ['sdk-keys', environmentKey];
