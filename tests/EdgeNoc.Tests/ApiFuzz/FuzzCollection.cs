namespace EdgeNoc.Tests.ApiFuzz;

/// <summary>One office for all of these tests: to start it takes longer than most of them.</summary>
[CollectionDefinition(nameof(FuzzOffice))]
public sealed class FuzzCollection : ICollectionFixture<FuzzOffice>;
