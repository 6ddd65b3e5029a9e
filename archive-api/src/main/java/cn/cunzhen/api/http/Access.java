package cn.cunzhen.api.http;

import cn.cunzhen.core.access.Role;
import java.util.EnumSet;
import java.util.Set;

/** Who may make a call at all. What it may see then is the policy's affair. */
public sealed interface Access {
  /** Whether somebody of this role, who has signed in, may make the call. */
  default boolean admits(Role role) {
    return switch (this) {
      case Anyone _ -> true;
      case Roles allowed -> allowed.roles().contains(role);
      case OperatorOrLoopback _ -> role == Role.OPERATOR;
    };
  }

  /** Anyone, signed in or not. */
  record Anyone() implements Access {}

  /** Those of these roles. */
  record Roles(Set<Role> roles) implements Access {
    public Roles {
      roles = Set.copyOf(roles);
    }
  }

  /** An operator, or anyone on this very machine. */
  record OperatorOrLoopback() implements Access {}

  static Access anyone() {
    return new Anyone();
  }

  /** Anyone who has signed in. */
  static Access signedIn() {
    return new Roles(EnumSet.allOf(Role.class));
  }

  static Access only(Role first, Role... others) {
    return new Roles(EnumSet.of(first, others));
  }
}
