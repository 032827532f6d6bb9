using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace StreamSql.Architecture.Tests.Code;

/// <summary>An instruction that names a member, a type or a text.</summary>
/// <param name="Type">Whose method it is in; nested types after a plus.</param>
/// <param name="Target"><c>System.DateTime.get_UtcNow()</c> with its parameters' types, the type of <c>isinst</c>, or the text of <c>ldstr</c>.</param>
internal sealed record Instruction(string Type, string Method, ILOpCode Code, string Target)
{
    /// <summary>The type as written in the source: without what the compiler nests in it for lambdas, iterators and async methods.</summary>
    public string SourceType => Type.IndexOf("+<", StringComparison.Ordinal) is var at and >= 0 ? Type[..at] : Type;
}

/// <summary>What compiled methods do, instruction by instruction.</summary>
internal static class CompiledCode
{
    private static readonly Dictionary<ILOpCode, OperandType> Operands = typeof(OpCodes).GetFields()
        .Select(f => (OpCode)f.GetValue(null)!).ToDictionary(c => (ILOpCode)(ushort)c.Value, c => c.OperandType);

    private static readonly Dictionary<string, ImmutableArray<Instruction>> Read = [];

    /// <summary>All that an assembly's methods name, in order.</summary>
    public static ImmutableArray<Instruction> Of(string assembly)
    {
        lock (Read)
        {
            if (Read.TryGetValue(assembly, out var known))
                return known;
            using var file = new PEReader(File.OpenRead(assembly));
            return Read[assembly] = [.. Instructions(file)];
        }
    }

    private static IEnumerable<Instruction> Instructions(PEReader file)
    {
        var metadata = file.GetMetadataReader();
        foreach (var handle in metadata.MethodDefinitions)
        {
            var method = metadata.GetMethodDefinition(handle);
            if (method.RelativeVirtualAddress == 0)
                continue;
            var type = SignatureNames.Instance.GetTypeFromDefinition(metadata, method.GetDeclaringType(), 0);
            var name = metadata.GetString(method.Name);
            foreach (var (code, token) in Tokens(file.GetMethodBody(method.RelativeVirtualAddress)))
            {
                if (Describe(metadata, token) is { } target)
                    yield return new Instruction(type, name, code, target);
            }
        }
    }

    private static List<(ILOpCode Code, int Token)> Tokens(MethodBodyBlock body)
    {
        var found = new List<(ILOpCode, int)>();
        var reader = body.GetILReader();
        while (reader.RemainingBytes > 0)
        {
            int first = reader.ReadByte();
            var code = (ILOpCode)(first == 0xFE ? (first << 8) | reader.ReadByte() : first);
            switch (Operands[code])
            {
                case OperandType.InlineNone:
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    reader.Offset += 1;
                    break;
                case OperandType.InlineVar:
                    reader.Offset += 2;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    reader.Offset += 8;
                    break;
                case OperandType.InlineSwitch:
                    var targets = reader.ReadInt32();
                    reader.Offset += 4 * targets;
                    break;
                case OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok or OperandType.InlineString:
                    found.Add((code, reader.ReadInt32()));
                    break;
                default:
                    reader.Offset += 4;
                    break;
            }
        }

        return found;
    }

    private static string? Describe(MetadataReader metadata, int token)
    {
        if (token >> 24 == 0x70)
            return metadata.GetUserString(MetadataTokens.UserStringHandle(token & 0xFFFFFF));
        return Describe(metadata, MetadataTokens.EntityHandle(token));
    }

    private static string? Describe(MetadataReader metadata, EntityHandle handle)
    {
        var names = SignatureNames.Instance;
        switch (handle.Kind)
        {
            case HandleKind.MemberReference:
                var member = metadata.GetMemberReference((MemberReferenceHandle)handle);
                var owner = Describe(metadata, member.Parent) + "." + metadata.GetString(member.Name);
                return member.GetKind() == MemberReferenceKind.Method ? owner + Parameters(member.DecodeMethodSignature(names, null)) : owner;
            case HandleKind.MethodDefinition:
                var method = metadata.GetMethodDefinition((MethodDefinitionHandle)handle);
                return names.GetTypeFromDefinition(metadata, method.GetDeclaringType(), 0) + "." + metadata.GetString(method.Name)
                    + Parameters(method.DecodeSignature(names, null));
            case HandleKind.FieldDefinition:
                var field = metadata.GetFieldDefinition((FieldDefinitionHandle)handle);
                return names.GetTypeFromDefinition(metadata, field.GetDeclaringType(), 0) + "." + metadata.GetString(field.Name);
            case HandleKind.MethodSpecification:
                return Describe(metadata, metadata.GetMethodSpecification((MethodSpecificationHandle)handle).Method);
            case HandleKind.TypeDefinition:
                return names.GetTypeFromDefinition(metadata, (TypeDefinitionHandle)handle, 0);
            case HandleKind.TypeReference:
                return names.GetTypeFromReference(metadata, (TypeReferenceHandle)handle, 0);
            case HandleKind.TypeSpecification:
                return names.GetTypeFromSpecification(metadata, null, (TypeSpecificationHandle)handle, 0);
            default:
                return null;
        }
    }

    private static string Parameters(MethodSignature<string> signature) => "(" + string.Join(", ", signature.ParameterTypes) + ")";
}
