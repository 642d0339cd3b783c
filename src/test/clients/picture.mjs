/** Of all that there is to see, from the top on, so that the picture is as high as that. */
export async function picture(page, file) {
  const height = await page.evaluate(() => {
    const main = document.querySelector("main");
    return Math.ceil(main.getBoundingClientRect().top + main.scrollHeight);
  });
  await page.setViewportSize({ width: 1280, height });
  await page.locator("main").evaluate((main) => main.scrollTo(0, 0));
  await page.screenshot({ path: file, animations: "disabled" });
}
