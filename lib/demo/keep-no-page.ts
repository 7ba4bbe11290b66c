/**
 * In place of Next's cache of prerendered pages while a demonstration runs: it has none of them and keeps none, so that
 * every page is rendered when it is asked for and shows the bar of that moment. The build is the same everywhere.
 */
export default class KeepNoPage {
  async get(): Promise<null> {
    return null;
  }

  async set(): Promise<void> {}

  async revalidateTag(): Promise<void> {}

  resetRequestCache(): void {}
}
