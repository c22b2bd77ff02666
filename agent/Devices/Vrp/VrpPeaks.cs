using System.Globalization;

namespace EdgeNoc.Agent.Devices.Vrp;

/// <summary>The most sessions of each service that were ever seen at a box, in a file that outlives the agent: lines of <c>SERVICE COUNT</c>. Whoever deletes it begins anew.</summary>
internal sealed class VrpPeaks
{
    private readonly string _file;
    private readonly Dictionary<string, long> _peaks = new(StringComparer.Ordinal);
    private bool _isNews;

    private VrpPeaks(string file) => _file = file;

    /// <summary>What is not there or makes no sense is as if it had never been.</summary>
    public static VrpPeaks Load(string stateDir, string device)
    {
        var peaks = new VrpPeaks(Path.Combine(stateDir, "peaks", $"{device}.txt"));
        try
        {
            foreach (var line in File.ReadLines(peaks._file).Take(100))
            {
                if (line.Split(' ') is [{ Length: > 0 } service, var count] && VrpValue.Count(count) is { } value) peaks._peaks[service] = value;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // None was seen yet.
        }

        return peaks;
    }

    /// <summary>The most until now, this count included.</summary>
    public long Next(string service, long active)
    {
        if (_peaks.TryGetValue(service, out var peak) && peak >= active) return peak;
        _peaks[service] = active;
        _isNews = true;
        return active;
    }

    /// <summary>Writes what is new. A store that cannot be written costs no poll: the peak is then the agent's own.</summary>
    public void Save()
    {
        if (!_isNews) return;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
            var beside = $"{_file}.new";
            File.WriteAllLines(beside, _peaks.Select(peak => string.Create(CultureInfo.InvariantCulture, $"{peak.Key} {peak.Value}")));
            File.Move(beside, _file, overwrite: true);
            _isNews = false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is tried again at the next heavy poll.
        }
    }
}
