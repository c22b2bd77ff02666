namespace EdgeNoc.Common.Telemetry;

/// <summary>One record that becomes one point: it names its measurement, its tags and its fields, and nothing about how they are written.</summary>
/// <remarks>Records implement this instead of returning dictionaries, so that a poll of 2,000 ONUs allocates nothing per field.</remarks>
public interface IPoint
{
    /// <summary>Writes the measurement first, then every tag, then every field. What is null is left out.</summary>
    void WriteTo(IPointSink sink);
}

/// <summary>Receives the parts of a point. Two exist: <see cref="LineWriter"/> for InfluxDB, and the flat JSON of the verb <c>parse</c>.</summary>
public interface IPointSink
{
    /// <summary>Begins a point of a measurement of the <see cref="Catalogue"/>.</summary>
    void Measurement(string name);

    /// <summary>A tag; null or empty is left out, as InfluxDB has no empty tags.</summary>
    void Tag(string key, string? value);

    /// <summary>An integer field (<c>up</c>, counts, <c>_s</c>, <c>_bytes</c>, <c>_bps</c>, <c>_m</c>).</summary>
    void Field(string key, long? value);

    /// <summary>A float field (<c>_dbm, _c, _v, _ma, _pct, _ms</c>). NaN and infinities are left out: nothing was measured.</summary>
    void Field(string key, double? value);

    /// <summary>A text field; null or empty is left out.</summary>
    void Field(string key, string? value);
}
