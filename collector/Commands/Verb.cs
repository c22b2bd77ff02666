using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Sqlite;

namespace EdgeNoc.Collector.Commands;

/// <summary>Takes back what a verb changed and ends it with a code; what is wrong was said.</summary>
internal sealed class VerbFailedException(int code) : Exception("the verb failed")
{
    public int Code => code;
}

/// <summary>What verbs that work on the collector's database have in common.</summary>
internal static class Verb
{
    /// <summary>Runs in one transaction; what fails changes nothing and is said in a line.</summary>
    public static int With(string configPath, Func<CollectorConfig, Db, int> act)
    {
        var load = CollectorConfigFile.Load(configPath);
        ConfigReport.Show(configPath, load);
        return load.Config is { } config ? With(config, db => act(config, db)) : ExitCode.Unusable;
    }

    /// <inheritdoc cref="With(string, Func{CollectorConfig, Db, int})"/>
    public static int With(CollectorConfig config, Func<Db, int> act)
    {
        try
        {
            using var database = CollectorDatabase.Open(Path.Combine(config.StateDir, "collector.db"));
            return database.Write(act);
        }
        catch (VerbFailedException failed)
        {
            return failed.Code;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or System.Data.Common.DbException or StoreIsNewerException or System.Security.Cryptography.CryptographicException)
        {
            Console.Error.WriteLine($"edgenoc-collector: nothing was changed: {error.Message}");
            return ExitCode.NotWell;
        }
    }

    public static int Refuse(string problem)
    {
        Console.Error.WriteLine($"edgenoc-collector: {problem}");
        return ExitCode.Unusable;
    }

    public static int NoSite(string site)
    {
        Console.Error.WriteLine($"edgenoc-collector: there is no site {Terminal.Plain(site)}; see: edgenoc-collector site list");
        return ExitCode.NotWell;
    }
}
