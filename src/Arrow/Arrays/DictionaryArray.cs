using Apache.Arrow.Types;

namespace Apache.Arrow;

/// <summary>A column of integer codes into a column of distinct values.</summary>
public class DictionaryArray : Array
{
    public DictionaryArray(ArrayData data) : base(data)
    {
        data.EnsureBufferCount(2);
        data.EnsureDataType(ArrowTypeId.Dictionary);
        var type = (DictionaryType)data.DataType;
        ArrayData values = data.Dictionary ?? throw new ArgumentException("a dictionary array needs its dictionary", nameof(data));
        values.EnsureDataType(type.ValueType.TypeId);
        Indices = ArrowArrayFactory.BuildArray(
            new ArrayData(type.IndexType, data.Length, data.NullCount, data.Offset, data.Buffers, data.Children));
        Dictionary = ArrowArrayFactory.BuildArray(values);
    }

    public DictionaryArray(DictionaryType dataType, IArrowArray indicesArray, IArrowArray dictionary)
        : base(new ArrayData(
            dataType, indicesArray.Length, indicesArray.Data.NullCount, indicesArray.Offset,
            indicesArray.Data.Buffers, indicesArray.Data.Children, dictionary.Data))
    {
        Data.EnsureBufferCount(2);
        indicesArray.Data.EnsureDataType(dataType.IndexType.TypeId);
        dictionary.Data.EnsureDataType(dataType.ValueType.TypeId);
        Indices = indicesArray;
        Dictionary = dictionary;
    }

    /// <summary>The distinct values; all of them, whatever the array's window.</summary>
    public IArrowArray Dictionary { get; }

    /// <summary>One code per row of the array, null where the row is null.</summary>
    public IArrowArray Indices { get; }

    public ArrowBuffer IndicesBuffer => Data.Buffers[1];
}
