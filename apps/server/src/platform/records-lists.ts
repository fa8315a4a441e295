/**
 * `id in (…)` goes to the engine as `id = any($1)`: one parameter however long the list is, so that a
 * statement keeps its text, and its prepared plan with it. An empty list holds nothing.
 */
import {
  OperatorNode,
  PostgresQueryCompiler,
  PrimitiveValueListNode,
  type BinaryOperationNode,
  type Dialect,
} from 'kysely';

/** The same dialect, whose lists are arrays. */
export function listsAsArrays(dialect: Dialect): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createDriver: () => dialect.createDriver(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => new ListsAsArrays(),
  };
}

const asArray: Readonly<Record<string, string>> = { in: ' = any(', 'not in': ' != all(' };

class ListsAsArrays extends PostgresQueryCompiler {
  protected override visitBinaryOperation(node: BinaryOperationNode): void {
    const { leftOperand, operator, rightOperand: list } = node;
    const begin = OperatorNode.is(operator) ? asArray[operator.operator] : undefined;
    if (begin === undefined || !PrimitiveValueListNode.is(list)) {
      super.visitBinaryOperation(node);
      return;
    }
    this.visitNode(leftOperand);
    this.append(begin);
    this.appendValue([...list.values]);
    this.append(')');
  }
}
