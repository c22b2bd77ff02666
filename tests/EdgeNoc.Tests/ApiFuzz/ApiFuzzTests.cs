using System.Globalization;

namespace EdgeNoc.Tests.ApiFuzz;

/// <summary>Whatever whoever sends, and to which operation: nothing fails, nobody learns or changes what is not his, and every refusal says what to do.</summary>
[Trait("Category", "Slow")]
[Collection(nameof(FuzzOffice))]
public sealed class ApiFuzzTests(FuzzOffice office, ITestOutputHelper output)
{
    private const int Each = 3;
    private const int EachOfLong = 10;

    /// <summary>What wants an agent or a package beside a right body.</summary>
    private static readonly string[] NeedMore = ["POST /api/v1/sites/{id}/commands", "POST /api/v1/sites/{id}/devices/try", "POST /api/v1/updates/rollouts"];

    [Fact]
    public async Task Every_operation_takes_what_is_right()
    {
        var fuzzing = new Fuzzing(office, 1, output.WriteLine);
        var admin = office.People[^1];
        var refused = new List<string>();
        foreach (var (n, request) in office.Document.Operations.Where(operation => !operation.IsRemoval).Select(RequestMaker.Good).OfType<FuzzRequest>().Index())
        {
            var status = await fuzzing.TryAsync(admin, admin.Keys[n % admin.Keys.Count], request, "the good one");
            if (status is not (>= 200 and < 300) && request.Body is not null && !NeedMore.Contains(request.Operation.Name)) refused.Add($"{request} → {status}");
        }

        Assert.Empty(refused);
        Assert.True(fuzzing.Findings.Count == 0, string.Join('\n', fuzzing.Findings));
        output.WriteLine(fuzzing.Statuses);
    }

    [Fact]
    public async Task Nothing_that_anybody_sends_fails_tells_or_changes_what_is_not_his()
    {
        await RunAsync(TimeSpan.Zero, Each);
    }

    [Fact(Explicit = true)]
    public async Task The_same_for_as_long_as_one_likes()
    {
        var text = Environment.GetEnvironmentVariable("EDGENOC_API_FOR") is { Length: > 0 } given ? given : "10m";
        await RunAsync(int.Parse(text[..^1], CultureInfo.InvariantCulture) * (text[^1] switch { 's' => TimeSpan.FromSeconds(1), 'm' => TimeSpan.FromMinutes(1), _ => TimeSpan.FromHours(1) }), EachOfLong);
    }

    private async Task RunAsync(TimeSpan length, int each)
    {
        var seed = Environment.GetEnvironmentVariable("EDGENOC_API_SEED") is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : Environment.TickCount & 0xFFFFF;
        output.WriteLine($"seed {seed}: ./edgenoc chaos api --seed {seed} makes the same requests");
        var fuzzing = new Fuzzing(office, seed, output.WriteLine);
        await fuzzing.RunAsync(length, each);
        output.WriteLine($"{fuzzing.Sent} requests: {fuzzing.Statuses}");
        Assert.True(fuzzing.Findings.Count == 0, $"seed {seed}\n{string.Join('\n', fuzzing.Findings)}");
    }
}
