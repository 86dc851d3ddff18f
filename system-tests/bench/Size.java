/** How large a realm is. */
enum Size {
  S(5, 5, 4, 20),
  M(50, 50, 50, 500),
  L(200, 200, 200, 5000);

  final int roles;
  final int groups;
  final int clients;
  final int users;

  Size(int roles, int groups, int clients, int users) {
    this.roles = roles;
    this.groups = groups;
    this.clients = clients;
    this.users = users;
  }
}
