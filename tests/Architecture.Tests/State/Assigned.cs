using System.Reflection;
using System.Reflection.Metadata;
using StreamSql.Architecture.Tests.Code;

namespace StreamSql.Architecture.Tests.State;

/// <summary>Whether code writes a field after its object has been made.</summary>
internal static class Assigned
{
    private static readonly string[] Making = [".ctor", "Bind"];

    // Methods of a struct get at its place through the address; what they change is one of its own fields.
    public static bool AfterMaking(FieldInfo field)
    {
        var owner = field.DeclaringType!.IsGenericType ? field.DeclaringType.GetGenericTypeDefinition() : field.DeclaringType;
        var name = $"{owner.FullName}.{field.Name}";
        return CompiledCode.Of(owner.Assembly.Location).Any(i => i.Target == name && !Making.Contains(i.Method)
            && (i.Code == ILOpCode.Stfld || (i.Code == ILOpCode.Ldflda && field.FieldType is { IsPrimitive: true })));
    }
}
