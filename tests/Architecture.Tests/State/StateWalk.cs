using System.Collections;
using System.Reflection;
using StreamSql.Core.Data;
using StreamSql.Execution.Operators;
using StreamSql.Execution.State;

namespace StreamSql.Architecture.Tests.State;

/// <summary>Something in reach of an operator that can change.</summary>
/// <param name="Place">The field that holds it: <c>Join._left</c>; of a state table the way to it from the operator. A captured constructor
/// parameter is called as the parameter.</param>
/// <param name="Value">What it holds now, if that is the state and not the field itself.</param>
internal sealed record Mutable(string Place, object? Value)
{
    public override string ToString() => Value is null ? Place : $"{Place} ({Value.GetType().Name})";
}

/// <summary>Goes through all that an operator refers to and finds what can change: fields that are written after the operator has been made
/// (<c>Bind</c> belongs to making it), collections, state tables.</summary>
internal sealed class StateWalk
{
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly List<Mutable> _found = [];
    private readonly Func<Type, bool> _stop;

    private StateWalk(Func<Type, bool> stop) => _stop = stop;

    /// <param name="stop">Types that are not looked into.</param>
    public static IReadOnlyList<Mutable> Of(Operator root, Func<Type, bool> stop)
    {
        var walk = new StateWalk(stop);
        walk.Fields(root.GetType().Name, root, root.GetType(), typeof(Operator));
        return walk._found;
    }

    private void Visit(string path, string place, object? value)
    {
        if (value is null or string or Type or Delegate || value.GetType().IsPrimitive || value.GetType().IsEnum || !_seen.Add(value))
            return;
        var type = value.GetType();
        if (value is IStateTable || IsCollection(type))
            _found.Add(new Mutable(value is IStateTable ? path : place, value));
        if (value is IStateTable || _stop(type))
            return;
        if (value is IEnumerable items && (type.IsArray ? !type.GetElementType()!.IsPrimitive : value is ICollection))
        {
            foreach (var item in items)
                Visit(path, place, item);
        }
        else if (type.Namespace?.StartsWith("StreamSql", StringComparison.Ordinal) == true)
            Fields(path, value, type, typeof(object));
    }

    private void Fields(string path, object owner, Type type, Type until)
    {
        for (var at = type; at is not null && at != until; at = at.BaseType)
        {
            foreach (var field in at.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                var place = $"{NameOf(at)}.{NameOf(field)}";
                if (!field.IsInitOnly && Assigned.AfterMaking(field))
                    _found.Add(new Mutable(place, null));
                Visit($"{path}.{NameOf(field)}", place, field.GetValue(owner));
            }
        }
    }

    private static bool IsCollection(Type type) =>
        type == typeof(RowStore) || type == typeof(IntList) || type == typeof(KeyIndex)
        || !type.IsArray && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ICollection<>))
        && type.Name is not "EquatableList`1" && type.Namespace?.StartsWith("System.Collections.Immutable", StringComparison.Ordinal) != true
        && !type.Name.StartsWith('<');

    private static string NameOf(Type type) => type.Name.Split('`')[0];

    private static string NameOf(FieldInfo field) =>
        field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : field.Name;
}
