declare module "virtual:emoji" {
  const table: string;
  export default table;
}
