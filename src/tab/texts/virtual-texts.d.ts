declare module "virtual:texts/en" {
  const texts: Readonly<Record<string, string>>;
  export default texts;
}
declare module "virtual:texts/zh-TW" {
  const texts: Readonly<Record<string, string>>;
  export default texts;
}
declare module "virtual:texts/zh-CN" {
  const texts: Readonly<Record<string, string>>;
  export default texts;
}
