using System.Text.Json;

namespace EdgeNoc.Tests.ApiFuzz;

/// <summary>What the description promises of every list and every parameter, asked of the built collector.</summary>
[Trait("Category", "Slow")]
[Collection(nameof(FuzzOffice))]
public sealed class ApiListTests(FuzzOffice office, ITestOutputHelper output)
{
    private readonly Persona _admin = office.People[^1];

    [Fact]
    public async Task Read_page_by_page_a_list_has_everything_once_and_in_the_same_order()
    {
        var lists = office.Document.Operations.Where(operation => operation.IsPaged).ToList();
        Assert.NotEmpty(lists);
        foreach (var list in lists)
        {
            var whole = await PageAsync($"{list.Path}?limit=60");
            var walked = new List<string>();
            for (string? next = ""; next is not null && walked.Count < 200;)
            {
                var page = await PageAsync($"{list.Path}?limit=2{(next.Length > 0 ? $"&cursor={Uri.EscapeDataString(next)}" : "")}");
                Assert.InRange(page.Items.Count, 0, 2);
                walked.AddRange(page.Items);
                next = page.Next;
            }

            Assert.Equal(walked.Count, walked.Distinct().Count());

            // What came meanwhile stands before the rest.
            Assert.Equal(whole.Items, walked.Where(whole.Items.ToHashSet().Contains));
            output.WriteLine($"{list.Path}: {walked.Count}");
        }
    }

    [Fact]
    public async Task Who_has_an_answer_already_is_told_so_and_sent_nothing()
    {
        var told = 0;
        foreach (var operation in Gets().Where(operation => operation.Answers.ContainsKey(304)))
        {
            var path = RequestMaker.Good(operation)!.Path + (operation.Path == "/api/v1/find" ? "?q=CLIENT" : operation.Path.EndsWith("/outages", StringComparison.Ordinal) ? "?device=olt-1" : "");
            var isTold = false;
            for (var n = 0; n < 10 && !isTold; n++)
            {
                var first = await office.Client.SendAsync("GET", path, Key(n));
                if (first.Status is 404 or 409) break;
                Assert.True(first.Status == 200 && first.ETag is not null, $"{path} answered {first.Status} without an ETag");
                Assert.Equal(200, (await office.Client.SendAsync("GET", path, Key(n + 1), headers: ("If-None-Match", "\"another\""))).Status);
                var second = await office.Client.SendAsync("GET", path, Key(n + 2), headers: ("If-None-Match", $"\"another\", W/{first.ETag}"));
                isTold = second.Status == 304;
                Assert.True(!isTold || second.Body.Length == 0);
                if (operation.Path == "/api/v1/groups/{group}") break;
            }

            // A group's edition stays while its figures move on.
            if (operation.Path == "/api/v1/groups/{group}") Assert.False(isTold);
            else if (isTold) told++;
            else output.WriteLine($"{path} was never the same twice, or is not there");
        }

        Assert.True(told > 25, $"only {told} answers were the same twice");
    }

    [Fact]
    public async Task A_parameter_that_cannot_be_used_is_named_with_what_to_write_instead()
    {
        foreach (var operation in Gets())
        {
            foreach (var parameter in operation.Query)
            {
                var answer = await office.Client.SendAsync("GET", $"{RequestMaker.Good(operation)!.Path}?{parameter.Name}=%01{new string('x', 300)}", Key(parameter.Name.Length));
                Assert.True(answer.Status == 400, $"{operation} answered {answer.Status} to {parameter.Name}");
                var error = JsonDocument.Parse(answer.Body).RootElement.GetProperty("errors").EnumerateArray().First(one => one.GetProperty("path").GetString() == parameter.Name);
                Assert.NotEmpty(error.GetProperty("remedy").GetString()!);
            }
        }
    }

    [Fact]
    public async Task Who_asks_without_end_is_told_at_every_endpoint_when_to_come_again()
    {
        var made = await office.SureAsync(HttpMethod.Post, "/api/v1/tokens", """{"name":"hasty 1","role":"viewer"}""");
        var key = new ApiKey([("Authorization", $"Bearer {JsonDocument.Parse(made).RootElement.GetProperty("token").GetString()}")]);
        using var over = new CancellationTokenSource();
        var hasty = Enumerable.Range(0, 3).Select(async _ =>
        {
            while (!over.IsCancellationRequested) await office.Client.SendAsync("GET", "/api/v1/feed/unread", key);
        }).ToList();
        foreach (var operation in office.Document.Operations.Where(operation => operation.Role == "viewer" && !operation.IsStream && operation.Body is null))
        {
            FuzzAnswer answer;
            do answer = await office.Client.SendAsync(operation.Method, RequestMaker.Good(operation)!.Path, key);
            while (answer.Status != 429);
            Assert.InRange(int.Parse(answer.RetryAfter!, System.Globalization.CultureInfo.InvariantCulture), 1, 60);
            Assert.Equal("application/problem+json", answer.Type);
        }

        // Others are not made to wait by him.
        Assert.Equal(200, (await office.Client.SendAsync("GET", "/api/v1/sites", Key(0))).Status);
        await over.CancelAsync();
        await Task.WhenAll(hasty);
    }

    private ApiKey Key(int n) => _admin.Keys[n % _admin.Keys.Count];

    private IEnumerable<ApiOperation> Gets() => office.Document.Operations.Where(operation => operation.Method == "GET" && !operation.IsStream);

    private async Task<(List<string> Items, string? Next)> PageAsync(string path)
    {
        var answer = await office.Client.SendAsync("GET", path, Key(path.Length));
        Assert.True(answer.Status == 200, $"{path} answered {answer.Status}: {answer.Body}");
        var page = JsonDocument.Parse(answer.Body).RootElement;
        return ([.. page.GetProperty("items").EnumerateArray().Select(Name)], page.TryGetProperty("next", out var next) ? next.GetString() : null);
    }

    /// <summary>Its number; without one the whole of it.</summary>
    private static string Name(JsonElement item) => item.TryGetProperty("id", out var id) || item.TryGetProperty("number", out id) ? id.ToString() : item.ToString();
}
