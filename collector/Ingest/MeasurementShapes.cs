using System.Text;
using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Collector.Ingest;

/// <summary>A measurement of the catalogue in the form that lines come in: bytes.</summary>
internal sealed class MeasurementShape(MeasurementDefinition definition)
{
    private readonly byte[] _name = Encoding.UTF8.GetBytes(definition.Name);
    private readonly byte[][] _fields = [.. definition.Fields.Select(field => Encoding.UTF8.GetBytes(field.Name))];

    public MeasurementDefinition Definition => definition;

    public bool IsNamed(ReadOnlySpan<byte> name) => name.SequenceEqual(_name);

    /// <summary>
    /// The definition of a field, or null. Fields come in the catalogue's order, so the search begins at <paramref name="next"/>, after the one
    /// before.
    /// </summary>
    public FieldDefinition? Find(ReadOnlySpan<byte> key, ref int next)
    {
        for (var step = 0; step < _fields.Length; step++)
        {
            var index = next + step;
            if (index >= _fields.Length) index -= _fields.Length;
            if (!key.SequenceEqual(_fields[index])) continue;
            next = index + 1 == _fields.Length ? 0 : index + 1;
            return definition.Fields[index];
        }

        return null;
    }
}

/// <summary>Finds the measurement of a line; the one found last first, as messages come in runs. For one thread.</summary>
internal sealed class MeasurementShapes
{
    private readonly MeasurementShape[] _shapes = [.. Catalogue.All.Select(definition => new MeasurementShape(definition))];
    private MeasurementShape? _last;

    public MeasurementShape? Find(ReadOnlySpan<byte> name)
    {
        if (_last is { } last && last.IsNamed(name)) return last;
        foreach (var shape in _shapes)
        {
            if (shape.IsNamed(name)) return _last = shape;
        }

        return null;
    }
}
