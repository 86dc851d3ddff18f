package io.fedrealm.extension.link;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** What a class names of others: types, and members with their owner. */
final class References {

  /**
   * A field or a method that is used.
   *
   * @param owner the type that it is asked of, with slashes
   * @param name its name
   * @param descriptor its type, as in class files
   * @param isStatic whether it is used without an object
   */
  record Member(String owner, String name, String descriptor, boolean isStatic) {

    boolean isMethod() {
      return descriptor.startsWith("(");
    }

    @Override
    public String toString() {
      return owner + "." + name + (isMethod() ? "" : ": ") + descriptor;
    }
  }

  private final Set<String> types = new LinkedHashSet<>();
  private final Set<Member> members = new LinkedHashSet<>();

  /**
   * @param node the class whose references are collected
   */
  References(ClassNode node) {
    type(node.superName);
    node.interfaces.forEach(this::type);
    node.fields.forEach(field -> descriptor(field.desc));
    node.methods.forEach(this::method);
  }

  /** The types, with slashes. */
  Set<String> types() {
    return types;
  }

  /** The members. */
  Set<Member> members() {
    return members;
  }

  private void method(MethodNode method) {
    descriptor(method.desc);
    method.exceptions.forEach(this::type);
    method.tryCatchBlocks.stream()
        .map(block -> block.type)
        .filter(type -> type != null)
        .forEach(this::type);
    for (AbstractInsnNode instruction : method.instructions) {
      instruction(instruction);
    }
  }

  private void instruction(AbstractInsnNode instruction) {
    if (instruction instanceof FieldInsnNode field) {
      boolean isStatic =
          field.getOpcode() == Opcodes.GETSTATIC || field.getOpcode() == Opcodes.PUTSTATIC;
      member(field.owner, field.name, field.desc, isStatic);
    } else if (instruction instanceof MethodInsnNode call) {
      member(call.owner, call.name, call.desc, call.getOpcode() == Opcodes.INVOKESTATIC);
    } else if (instruction instanceof TypeInsnNode type) {
      type(type.desc);
    } else if (instruction instanceof LdcInsnNode constant) {
      constant(constant.cst);
    } else if (instruction instanceof InvokeDynamicInsnNode lambda) {
      descriptor(lambda.desc);
      List.of(lambda.bsmArgs).forEach(this::constant);
    }
  }

  private void constant(Object constant) {
    if (constant instanceof Type type) {
      descriptor(type.getDescriptor());
    } else if (constant instanceof Handle handle) {
      boolean isStatic =
          handle.getTag() == Opcodes.H_INVOKESTATIC || handle.getTag() == Opcodes.H_GETSTATIC;
      member(handle.getOwner(), handle.getName(), handle.getDesc(), isStatic);
    }
  }

  private void member(String owner, String name, String descriptor, boolean isStatic) {
    type(owner);
    descriptor(descriptor);
    if (!owner.startsWith("[")) {
      members.add(new Member(owner, name, descriptor, isStatic));
    }
  }

  private void type(String name) {
    if (name.startsWith("[")) {
      descriptor(name);
    } else {
      types.add(name);
    }
  }

  private void descriptor(String descriptor) {
    Type type = Type.getType(descriptor);
    Consumer<Type> add = this::element;
    if (type.getSort() == Type.METHOD) {
      Collection<Type> arguments = List.of(type.getArgumentTypes());
      arguments.forEach(add);
      add.accept(type.getReturnType());
    } else {
      add.accept(type);
    }
  }

  private void element(Type type) {
    Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
    if (element.getSort() == Type.OBJECT) {
      types.add(element.getInternalName());
    }
  }
}
