using System.Globalization;
using System.Text.Json;

namespace EdgeNoc.Rig;

/// <summary>A real InfluxDB 1.x on loopback; restarts on the same port with the same data.</summary>
public sealed class InfluxDb : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);

    private readonly string _directory;
    private readonly HttpClient _http;
    private readonly bool _hasContinuousQueries;
    private ManagedProcess? _process;

    private InfluxDb(string directory, int port, bool continuousQueries)
    {
        (_directory, Port, _hasContinuousQueries) = (directory, port, continuousQueries);
        Url = new Uri($"http://127.0.0.1:{port}");
        _http = new HttpClient { BaseAddress = Url, Timeout = TimeSpan.FromSeconds(30) };
    }

    public int Port { get; }

    public Uri Url { get; }

    public ManagedProcess Process => _process ?? throw new InvalidOperationException("the database was not started");

    /// <summary>Keeps its data below <paramref name="directory"/> and starts it.</summary>
    /// <param name="directory">Made when missing.</param>
    /// <param name="port">0 takes a free one.</param>
    /// <param name="maxValuesPerTag">More values of a tag are refused; 0 is no limit.</param>
    /// <param name="continuousQueries">They run, each second if they are due.</param>
    public static async Task<InfluxDb> StartAsync(string directory, int port = 0, int maxValuesPerTag = 0, bool continuousQueries = false)
    {
        Directory.CreateDirectory(directory);
        var influx = new InfluxDb(directory, port == 0 ? FreePort.Next() : port, continuousQueries);
        await File.WriteAllTextAsync(influx.ConfigFile, influx.Config(maxValuesPerTag));
        await influx.StartAsync();
        return influx;
    }

    /// <summary>Starts it again, after <see cref="Kill"/> or <see cref="StopAsync"/>; returns when it answers.</summary>
    public async Task StartAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
        _process = ManagedProcess.Start(new("influxd", "-config", ConfigFile) { LogFile = Path.Combine(_directory, "influxd.log") });
        await WaitFor.TrueAsync(
            async () =>
            {
                if (_process.HasExited) return true;
                using var answer = await _http.GetAsync(new Uri("/ping", UriKind.Relative));
                return answer.IsSuccessStatusCode;
            },
            StartLimit,
            "InfluxDB to answer /ping");
        if (_process.HasExited) throw new InvalidOperationException($"influxd ended at once, see {_process.LogFile}: {string.Join(" | ", _process.Output.TakeLast(3))}");
    }

    /// <summary>SIGKILL.</summary>
    public void Kill() => Process.Kill();

    public Task StopAsync() => Process.StopAsync();

    public async Task CreateDatabaseAsync(string name)
    {
        using var document = await PostQueryAsync($"CREATE DATABASE \"{name}\"");
    }

    /// <summary>Runs InfluxQL.</summary>
    /// <returns>The whole answer; timestamps are nanoseconds.</returns>
    /// <exception cref="InvalidOperationException">InfluxDB refused the query; the text says why.</exception>
    public async Task<JsonDocument> QueryAsync(string database, string influxql)
    {
        using var answer = await _http.GetAsync(new Uri($"/query?epoch=ns&db={Uri.EscapeDataString(database)}&q={Uri.EscapeDataString(influxql)}", UriKind.Relative));
        return await ReadAsync(answer, influxql);
    }

    /// <summary>How many points a measurement has, by one field that they all have; 0 when there is none.</summary>
    public async Task<long> CountAsync(string database, string measurement, string field, string? where = null)
    {
        using var answer = await QueryAsync(database, $"SELECT COUNT(\"{field}\") FROM \"{measurement}\"{(where is null ? "" : $" WHERE {where}")}");
        return Rows(answer).Select(r => r[1].GetInt64()).FirstOrDefault();
    }

    /// <summary>All values of one field or tag in the order of time, as JSON writes them (strings bare); null where a point lacks it.</summary>
    public async Task<IReadOnlyList<string?>> ReadColumnAsync(string database, string measurement, string column, string? where = null)
    {
        // A tag alone gives no rows: InfluxQL wants at least one field, so all are asked for and one is kept.
        using var answer = await QueryAsync(database, $"SELECT * FROM \"{measurement}\"{(where is null ? "" : $" WHERE {where}")}");
        return
        [
            .. Series(answer).SelectMany(series =>
            {
                var index = series.GetProperty("columns").EnumerateArray().Select(c => c.GetString()).ToList().IndexOf(column);
                return series.GetProperty("values").EnumerateArray().Select(row => index < 0 || row[index].ValueKind == JsonValueKind.Null ? null : row[index].ToString());
            }),
        ];
    }

    /// <summary>The rows of all series of the first statement, each an array that begins with the time.</summary>
    public static IEnumerable<JsonElement> Rows(JsonDocument answer) => Series(answer).SelectMany(s => s.GetProperty("values").EnumerateArray());

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
        _http.Dispose();
    }

    private static JsonElement.ArrayEnumerator Series(JsonDocument answer) =>
        answer.RootElement.GetProperty("results")[0].TryGetProperty("series", out var series) ? series.EnumerateArray() : default;

    private async Task<JsonDocument> PostQueryAsync(string influxql)
    {
        using var body = new FormUrlEncodedContent([new("q", influxql)]);
        using var answer = await _http.PostAsync(new Uri("/query", UriKind.Relative), body);
        return await ReadAsync(answer, influxql);
    }

    private static async Task<JsonDocument> ReadAsync(HttpResponseMessage answer, string influxql)
    {
        var text = await answer.Content.ReadAsStringAsync();
        var document = JsonDocument.Parse(text);
        if (answer.IsSuccessStatusCode && !document.RootElement.GetProperty("results")[0].TryGetProperty("error", out _)) return document;
        document.Dispose();
        throw new InvalidOperationException($"InfluxDB refused \"{influxql}\" ({(int)answer.StatusCode}): {text}");
    }

    private string ConfigFile => Path.Combine(_directory, "influxdb.conf");

    private string Config(int maxValuesPerTag) => string.Create(CultureInfo.InvariantCulture, $"""
        reporting-disabled = true
        bind-address = "127.0.0.1:{FreePort.Next()}"
        [meta]
          dir = "{_directory}/meta"
        [data]
          dir = "{_directory}/data"
          wal-dir = "{_directory}/wal"
          query-log-enabled = false
          max-series-per-database = 0
          max-values-per-tag = {maxValuesPerTag}
        [monitor]
          store-enabled = false
        [http]
          bind-address = "127.0.0.1:{Port}"
          log-enabled = false
        [continuous_queries]
          enabled = {(_hasContinuousQueries ? "true" : "false")}
          run-interval = "1s"
        [logging]
          level = "warn"
        """);
}
