using System.Reflection;
using EdgeNoc.Tests;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(SlowestFirst))]

namespace EdgeNoc.Tests;

/// <summary>What takes minutes begins first, then what is marked as slow, and the many quick ones fill what is left: else the last minutes belong to one test and an idle processor.</summary>
public sealed class SlowestFirst : ITestCollectionOrderer
{
    /// <summary>The longest first, and between two that need much of a processor some that only wait. By part of name, as xunit names a class's collection after the class.</summary>
    private static readonly string[] Minutes =
    [
        "CabinetMachineTests", "BareRootToPollingTests", "UnusableStoreTests", "GatewayScenarioTests", "ManagementScenarioTests", "UpdateStoryTests", "EnrolmentStoryTests",
        "ShortChaosTests", "AgentPackageTests", "UplinkScenarioTests", "FibreScenarioTests", "CollectorInstallTests", "FirstBootTests", "BacklogTests",
    ];

    private static readonly List<string> Slow =
        [.. typeof(SlowestFirst).Assembly.GetTypes().Where(type => type.GetCustomAttributes<TraitAttribute>().Any(trait => trait is { Name: "Category", Value: "Slow" })).Select(type => type.FullName!)];

    /// <inheritdoc/>
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection => [.. testCollections.OrderBy(collection => Rank(collection.TestCollectionDisplayName)).ThenBy(collection => collection.UniqueID, StringComparer.Ordinal)];

    private static int Rank(string name)
    {
        var minutes = Array.FindIndex(Minutes, part => name.Contains(part, StringComparison.Ordinal));
        return minutes >= 0 ? minutes : Slow.Exists(type => name.Contains(type, StringComparison.Ordinal)) ? Minutes.Length : Minutes.Length + 1;
    }
}
